package com.acme.desk.parcel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

public record Parcel(String number, String customer, LocalDate received, ParcelSeverity severity,
		List<ParcelLine> lines) {

	public Parcel {
		if (number.isBlank()) {
			throw new ParcelException("A parcel has no number");
		}
		lines = List.copyOf(lines);
	}

	public BigDecimal total() {
		return this.lines.stream().map(ParcelLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	public boolean isOverdue(LocalDate today, int days) {
		return this.received.plusDays(days).isBefore(today);
	}

}
