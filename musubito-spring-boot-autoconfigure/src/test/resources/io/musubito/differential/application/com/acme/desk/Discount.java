package com.acme.desk;

import java.util.function.IntUnaryOperator;

record Discount(int percent, IntUnaryOperator of) {

	String describe(int price) {
		return this.percent + "%: " + this.of.applyAsInt(price);
	}

}
