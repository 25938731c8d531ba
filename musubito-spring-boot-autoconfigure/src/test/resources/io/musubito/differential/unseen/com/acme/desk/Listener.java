package com.acme.desk;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class Listener {

	@EventListener
	void on(StringBuilder words) {
		words.append("listened");
	}

}
