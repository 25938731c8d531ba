package com.acme.desk;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component("casual")
class CasualTone extends AbstractTone {

	@Value("${desk.smile::-)}")
	private String smile;

	CasualTone() {
		super(1);
		this.opening = "Hi,";
	}

	@Override
	protected String polish(String text) {
		return text.toLowerCase() + " " + this.smile;
	}

}
