package com.acme.desk;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

@Component
class Warming implements SmartInitializingSingleton {

	private final Blind blind;

	Warming(Blind blind) {
		this.blind = blind;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.blind.remember("known", "cached before");
	}

}
