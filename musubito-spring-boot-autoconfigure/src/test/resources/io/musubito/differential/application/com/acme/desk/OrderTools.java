package com.acme.desk;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;

public class OrderTools {

	private final String region;

	OrderTools(String region) {
		this.region = region;
	}

	@Tool(description = "Tells where an order is")
	public String whereIs(@ToolParam(description = "the number of the order") String order) {
		return "order " + order + " is in the " + this.region + " on the way";
	}

}
