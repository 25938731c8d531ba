package com.acme;

public class Formatter {

	private final String style;

	private int width = 80;

	static {
		Registry.register("formatter");
	}

	public Formatter(String style) {
		this.style = style + " style";
	}

	public String format(String text) {
		return this.style + this.width + text + Style.DEFAULTS.get(this.style);
	}

	static class Style {

		static final java.util.Map<String, String> DEFAULTS = new java.util.HashMap<>();

		static {
			DEFAULTS.put("plain", "no frills");
		}

	}

}
