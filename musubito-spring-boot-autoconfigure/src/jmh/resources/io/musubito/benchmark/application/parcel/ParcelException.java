package com.acme.desk.parcel;

public class ParcelException extends RuntimeException {

	public ParcelException(String message) {
		super(message);
	}

}
