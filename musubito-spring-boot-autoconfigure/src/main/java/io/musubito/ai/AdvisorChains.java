package io.musubito.ai;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.springframework.ai.chat.client.advisor.DefaultAroundAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;

/**
 * Makes chains of advisors like the one that a request has come through, with its
 * observations.
 */
final class AdvisorChains {

	private AdvisorChains() {
	}

	/**
	 * Checks that a chain does nothing of its own.
	 * @param chain the chain
	 * @throws NotReplayableException when it is none of Spring AI, which may do anything
	 * between two advisors
	 */
	static void check(AdvisorChain chain) {
		if (chain.getClass() != DefaultAroundAdvisorChain.class) {
			String type = chain.getClass().getName();
			throw new NotReplayableException("chain " + type,
					"an advisor in front of MusubitoAdvisor has put the chain " + type
							+ " in place of Spring AI's, which may change the prompt or the answer between two "
							+ "advisors. Let it pass on the chain that it is given, or give it an order behind MusubitoAdvisor");
		}
	}

	/**
	 * A chain of some advisors.
	 * @param chain a chain of Spring AI
	 * @param advisors the advisors, as a chain sorts them
	 */
	static BaseAdvisorChain of(AdvisorChain chain, List<? extends Advisor> advisors) {
		// A builder reverses those of one order
		List<Advisor> reversed = new ArrayList<>(advisors);
		Collections.reverse(reversed);
		return empty((DefaultAroundAdvisorChain) chain).mutate().pushAll(reversed).build();
	}

	/**
	 * Only a copy has the same conventions for observations.
	 */
	private static DefaultAroundAdvisorChain empty(DefaultAroundAdvisorChain chain) {
		DefaultAroundAdvisorChain rest = chain;
		while (!rest.getCallAdvisors().isEmpty()) {
			List<CallAdvisor> advisors = rest.getCallAdvisors();
			rest = (DefaultAroundAdvisorChain) rest.copy(advisors.get(advisors.size() - 1));
		}
		while (!rest.getStreamAdvisors().isEmpty()) {
			List<StreamAdvisor> advisors = rest.getStreamAdvisors();
			rest = (DefaultAroundAdvisorChain) rest.copy(advisors.get(advisors.size() - 1));
		}
		return rest;
	}

}
