package com.acme.desk.parcel;

import java.math.BigDecimal;
import java.math.RoundingMode;

public record ParcelLine(String article, int quantity, BigDecimal price) {

	public BigDecimal amount() {
		BigDecimal amount = this.price.multiply(BigDecimal.valueOf(this.quantity));
		return (this.quantity >= 100) ? amount.multiply(new BigDecimal("0.95")).setScale(2, RoundingMode.HALF_UP)
				: amount;
	}

	public ParcelLine withQuantity(int other) {
		return new ParcelLine(this.article, other, this.price);
	}

}
