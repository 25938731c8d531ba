package com.acme.desk;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class Listener {

	@EventListener
	void on(Blind.Asked asked) {
		asked.words().add("listened");
	}

}
