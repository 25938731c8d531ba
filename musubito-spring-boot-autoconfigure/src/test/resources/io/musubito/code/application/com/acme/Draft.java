package com.acme;

import java.util.List;

public record Draft(String text, Level level, List<Finding> findings) {

	public Draft {
		text = text.strip();
	}

}
