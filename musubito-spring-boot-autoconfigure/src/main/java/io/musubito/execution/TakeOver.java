package io.musubito.execution;

import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.HandedCall;
import io.musubito.lineage.HandedCall.Outcome;
import io.musubito.lineage.LineageContext;
import io.musubito.store.Claimed;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls over that another process has handed over, when they are the same calls
 * here and nobody executes them. Nothing is recorded of a call that is not.
 */
final class TakeOver {

	private final CallIdentifier identifier;

	private final Lookup lookup;

	private final Claims claims;

	private final CallProtocol protocol;

	TakeOver(CallIdentifier identifier, Lookup lookup, Claims claims, CallProtocol protocol) {
		this.identifier = identifier;
		this.lookup = lookup;
		this.claims = claims;
		this.protocol = protocol;
	}

	/**
	 * Takes a call over.
	 * @return the call, which is claimed; {@code null} when it is not to be executed here
	 */
	@Nullable Taken take(StepCall call, LineageContext context, HandedCall handed) {
		IdentifiedCall identified = this.identifier.identify(call, context, ReplayMode.REPLAY);
		if (!handed.isSame(identified.identity().replayKey(), identified.identity().nodeId())) {
			handed.end(Outcome.DECLINED);
			return null;
		}
		if (this.lookup.find(identified) instanceof Deliver) {
			handed.end(Outcome.ALREADY_THERE);
			return null;
		}
		Flight own = new Flight(identified.activeStep());
		handed.end(Outcome.UNDER_WAY);
		if (this.claims.flights().enter(own) != own) {
			return null;
		}
		boolean taken = false;
		try {
			Claimed claimed = this.claims.acquire(identified);
			Lookup.Found found = (claimed.other() == null) ? this.lookup.find(identified) : null;
			if (found instanceof Deliver) {
				handed.end(Outcome.ALREADY_THERE);
			}
			if (!(found instanceof Lookup.Miss miss) || miss.decision().reason() == Reason.STORE_UNAVAILABLE) {
				return null;
			}
			taken = true;
			return new Taken(this.protocol.begin(identified, own), miss);
		}
		finally {
			if (!taken) {
				this.claims.flights().complete(own, new FlightResult.Abandoned());
			}
		}
	}

	/**
	 * A call that is executed here.
	 *
	 * @param end how it is ended
	 * @param miss why it is executed
	 */
	record Taken(CallEnd end, Lookup.Miss miss) {

	}

}
