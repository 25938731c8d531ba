package io.musubito.execution;

import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * The border between the body of a step and its caller: what goes up happens in the
 * context of the body, what comes down in that of the caller. So neither sees the other's
 * where they share a thread.
 */
final class ContextSwitchingSubscriber implements CoreSubscriber<Object>, Subscription {

	private final CoreSubscriber<? super Object> caller;

	private final LineageContext ofBody;

	private final LineageContext ofCaller;

	private volatile Subscription body = new NoSubscription();

	ContextSwitchingSubscriber(CoreSubscriber<? super Object> caller, LineageContext ofBody, LineageContext ofCaller) {
		this.caller = caller;
		this.ofBody = ofBody;
		this.ofCaller = ofCaller;
	}

	@Override
	public Context currentContext() {
		return this.caller.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.body = subscription;
		try (Lineage.Scope scope = Lineage.open(this.ofCaller)) {
			this.caller.onSubscribe(this);
		}
	}

	@Override
	public void onNext(Object element) {
		try (Lineage.Scope scope = Lineage.open(this.ofCaller)) {
			this.caller.onNext(element);
		}
		catch (Throwable ex) {
			// The publisher tells nobody of what is thrown at it
			this.body.cancel();
			this.caller.onError(ex);
		}
	}

	@Override
	public void onError(Throwable failure) {
		try (Lineage.Scope scope = Lineage.open(this.ofCaller)) {
			this.caller.onError(failure);
		}
	}

	@Override
	public void onComplete() {
		try (Lineage.Scope scope = Lineage.open(this.ofCaller)) {
			this.caller.onComplete();
		}
	}

	@Override
	public void request(long elements) {
		try (Lineage.Scope scope = Lineage.open(this.ofBody)) {
			this.body.request(elements);
		}
	}

	@Override
	public void cancel() {
		try (Lineage.Scope scope = Lineage.open(this.ofBody)) {
			this.body.cancel();
		}
	}

	private record NoSubscription() implements Subscription {

		@Override
		public void request(long elements) {
		}

		@Override
		public void cancel() {
		}

	}

}
