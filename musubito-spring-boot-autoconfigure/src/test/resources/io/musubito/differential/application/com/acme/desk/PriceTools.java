package com.acme.desk;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Component;

@Component
public class PriceTools {

	private int base = 20;

	@Tool(description = "Tells a price")
	public String priceOf(String article) {
		return article + " costs " + (this.base + surcharge(article));
	}

	private int surcharge(String article) {
		return (article.length() > 3) ? 4 : 1;
	}

}
