package com.acme.desk;

public sealed interface Verdict permits Verdict.Accept, Verdict.Reject, Verdict.Ask {

	record Accept(int amount) implements Verdict {
	}

	record Reject(String reason) implements Verdict {
	}

	record Ask() implements Verdict {
	}

	static Verdict of(int amount) {
		if (amount <= 0) {
			return new Reject("nothing to pay back");
		}
		return (amount < 50) ? new Accept(amount - 1) : new Ask();
	}

}
