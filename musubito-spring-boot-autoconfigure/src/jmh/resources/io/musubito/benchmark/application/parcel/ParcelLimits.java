package com.acme.desk.parcel;

import java.math.BigDecimal;

public record ParcelLimits(BigDecimal goodwill, int days, int paragraphs) {

	public boolean allows(BigDecimal amount) {
		return amount.signum() >= 0 && amount.compareTo(this.goodwill) <= 0;
	}

}
