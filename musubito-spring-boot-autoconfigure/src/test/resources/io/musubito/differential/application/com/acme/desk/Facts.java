package com.acme.desk;

public class Facts {

	private final String customer;

	private final String place;

	private final String subject;

	Facts(String customer, String place, String subject) {
		this.customer = customer;
		this.place = place;
		this.subject = subject;
	}

	public String getCustomer() {
		return "Mx " + this.customer;
	}

	public String getPlace() {
		return this.place;
	}

	public String getSubject() {
		return this.subject;
	}

}
