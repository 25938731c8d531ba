package com.acme.desk;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

@Component("formal")
@Primary
class FormalTone extends AbstractTone {

	FormalTone() {
		super(2);
		this.opening = "Dear customer,";
	}

	@Override
	protected String polish(String text) {
		return "we write: " + text;
	}

}
