package com.acme;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

final class Functions {

	private static final Function<String, String> FIELD = (text) -> text + " from a field";

	String all(String text) {
		return lambda(text) + reference(text) + nested(text) + anonymous(text) + inner(text) + FIELD.apply(text)
				+ sorted(List.of("b", "a")) + local(text) + recursive(3).get();
	}

	private String lambda(String text) {
		Function<String, String> function = (value) -> helper(value) + " in a lambda";
		return function.apply(text);
	}

	private String helper(String value) {
		return value + " helped";
	}

	private String reference(String text) {
		Function<String, String> function = this::upper;
		return function.apply(text);
	}

	private String upper(String value) {
		return value.toUpperCase();
	}

	private String lower(String value) {
		return value.toLowerCase();
	}

	private String nested(String text) {
		Supplier<Supplier<String>> supplier = () -> () -> text + " nested";
		return supplier.get().get();
	}

	private Supplier<String> recursive(int depth) {
		return () -> (depth > 0) ? recursive(depth - 1).get() : "bottom";
	}

	private String anonymous(String text) {
		Supplier<String> supplier = new Supplier<>() {
			@Override
			public String get() {
				return text + " anonymous";
			}
		};
		return supplier.get();
	}

	private String inner(String text) {
		return new Inner(text).get() + new Nested().get();
	}

	private String sorted(List<String> values) {
		return values.stream().sorted(new ByLength()).toList().toString();
	}

	private String local(String text) {
		record Pair(String left, String right) {
		}
		return new Pair(text, "local").toString();
	}

	private final class Inner {

		private final String captured;

		private Inner(String captured) {
			this.captured = captured;
		}

		private String get() {
			return helper(this.captured) + " inner";
		}

	}

	private static final class Nested {

		private String get() {
			return "nested class";
		}

	}

	private static final class ByLength implements Comparator<String> {

		@Override
		public int compare(String left, String right) {
			return left.length() - right.length();
		}

	}

}
