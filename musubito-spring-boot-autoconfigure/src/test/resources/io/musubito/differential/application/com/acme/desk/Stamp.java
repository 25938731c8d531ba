package com.acme.desk;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class Stamp {

	private final String place;

	Stamp(@Value("${desk.place:hall}") String place) {
		this.place = place;
	}

	String on(String text) {
		return text + " [" + this.place + "]";
	}

}
