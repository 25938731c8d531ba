package com.acme.desk.parcel;

import java.util.Locale;

public enum ParcelSeverity {

	INFO(0), WARNING(3), ERROR(10);

	private final int weight;

	ParcelSeverity(int weight) {
		this.weight = weight;
	}

	public int weight() {
		return this.weight;
	}

	public static ParcelSeverity of(String text) {
		String word = text.strip().toUpperCase(Locale.ROOT);
		for (ParcelSeverity severity : values()) {
			if (word.startsWith(severity.name())) {
				return severity;
			}
		}
		return switch (word) {
			case "URGENT", "ANGRY" -> ERROR;
			case "UNHAPPY" -> WARNING;
			default -> INFO;
		};
	}

}
