package com.acme.desk;

import java.util.ArrayList;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class Listener {

	@EventListener
	void on(ArrayList<String> words) {
		words.add("listened");
	}

}
