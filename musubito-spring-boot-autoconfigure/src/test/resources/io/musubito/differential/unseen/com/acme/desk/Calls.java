package com.acme.desk;

import io.musubito.differential.Answers;
import org.springframework.context.ApplicationContext;

/** What is asked of the application. */
public class Calls implements Answers.Calls {

	@Override
	public void call(ApplicationContext context, Answers answers) {
		Blind blind = context.getBean(Blind.class);
		answers.of("reflection", () -> blind.byReflection("answer"));
		answers.of("library", () -> blind.byLibrary("release"));
		answers.of("answer", () -> blind.byAnswer("release"));
		answers.of("event", () -> blind.byEvent("text"));
		answers.of("cache", () -> blind.byCache("known"));
		answers.of("clock", () -> blind.byClock("now"));
		answers.of("file", () -> blind.byFile("undeclared"));
		answers.of("computed key", () -> blind.byComputedKey("computed"));
		Threads.enter("caller");
		answers.of("thread", () -> blind.byThread("name"));
	}

}
