package com.acme.desk;

public interface Strategy {

	int refund(int paid, int days);

}
