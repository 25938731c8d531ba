package com.acme.desk;

import org.springframework.stereotype.Component;

final class Strategies {

	private Strategies() {
	}

	@Component("careful")
	static class Careful implements Strategy {

		@Override
		public int refund(int paid, int days) {
			if (days > 14 && paid > 20) {
				return paid / 2;
			}
			return paid - 5;
		}

	}

	@Component("generous")
	static class Generous implements Strategy {

		@Override
		public int refund(int paid, int days) {
			return paid + 1;
		}

	}

}
