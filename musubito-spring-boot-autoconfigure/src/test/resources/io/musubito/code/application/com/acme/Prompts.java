package com.acme;

import java.util.List;

public interface Prompts {

	String ANSWER = "Answer briefly.";

	List<String> ROLES = List.of("system", "user");

}
