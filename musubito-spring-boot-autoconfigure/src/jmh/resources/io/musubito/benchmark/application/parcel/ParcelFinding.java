package com.acme.desk.parcel;

public record ParcelFinding(String rule, String message, ParcelSeverity severity, int position)
		implements Comparable<ParcelFinding> {

	@Override
	public int compareTo(ParcelFinding other) {
		int bySeverity = other.severity.compareTo(this.severity);
		return (bySeverity != 0) ? bySeverity : Integer.compare(this.position, other.position);
	}

}
