package com.acme.desk;

public record Customer(String name, String card) {

	@Override
	public String card() {
		return "**** " + this.card.substring(this.card.length() - 4);
	}

	String bank() {
		return this.card.startsWith("4") ? "north bank" : "south bank";
	}

}
