package com.acme.desk.parcel;

import java.time.Instant;

public sealed interface ParcelEvent {

	String number();

	Instant at();

	record Received(String number, Instant at, String channel) implements ParcelEvent {

	}

	record Answered(String number, Instant at, int revision) implements ParcelEvent {

	}

}
