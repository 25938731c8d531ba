package io.musubito.lineage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * One step call in progress: what it called so far, and within which other call it runs.
 * Safe for use by several threads, as a step may hand work on.
 */
public final class ActiveStep {

	private final String operation;

	private final String replayKey;

	private final @Nullable ActiveStep enclosing;

	private final @Nullable String position;

	private final @Nullable Positions positions;

	private final long startedNanos = System.nanoTime();

	private final UsageCounter usage = new UsageCounter();

	private final Set<Origin> called = new LinkedHashSet<>();

	private final Set<String> failed = new HashSet<>();

	private final Queue<BooleanSupplier> untold = new ConcurrentLinkedQueue<>();

	private @Nullable String obstacle;

	private boolean tainted;

	private volatile boolean undone;

	private @Nullable Runnable correction;

	private volatile @Nullable String notDispatchable;

	/**
	 * Creates it for a call.
	 * @param operation the step
	 * @param replayKey its replay key
	 * @param enclosing the call that it is made in; {@code null} when there is none
	 * @param position its position in the run; {@code null} outside of runs
	 */
	public ActiveStep(String operation, String replayKey, @Nullable ActiveStep enclosing, @Nullable String position) {
		this.operation = operation;
		this.replayKey = replayKey;
		this.enclosing = enclosing;
		this.position = position;
		this.positions = (position != null) ? Positions.within(position) : null;
	}

	public String operation() {
		return this.operation;
	}

	public String replayKey() {
		return this.replayKey;
	}

	public @Nullable ActiveStep enclosing() {
		return this.enclosing;
	}

	public @Nullable String position() {
		return this.position;
	}

	/**
	 * When the call began.
	 * @return the time by {@link System#nanoTime()}
	 */
	public long startedNanos() {
		return this.startedNanos;
	}

	@Nullable Positions positions() {
		return this.positions;
	}

	/**
	 * Notes a step that was called in the body of this one.
	 * @param origin the result of that call
	 */
	public synchronized void called(Origin origin) {
		this.called.add(origin);
		this.failed.remove(origin.nodeId());
	}

	/**
	 * The steps that were called so far.
	 * @return a copy, in the order of the calls
	 */
	public synchronized Set<Origin> called() {
		return new LinkedHashSet<>(this.called);
	}

	/**
	 * Notes that a step called in the body of this one failed.
	 * @param nodeId the node of that call
	 */
	public synchronized void failed(String nodeId) {
		this.failed.add(nodeId);
	}

	/**
	 * Notes that this call got a result which must not be replayed, so that its own
	 * result must not be either.
	 */
	public void taint() {
		Runnable late;
		synchronized (this) {
			this.tainted = true;
			late = this.correction;
			this.correction = null;
		}
		if (late != null) {
			late.run();
		}
	}

	/**
	 * The same, when it is known why.
	 * @param why the end of a sentence
	 */
	public void taint(String why) {
		notKept(why);
		taint();
	}

	/**
	 * Why the result of this call is not kept for replay.
	 * @return the end of a sentence; {@code null} when it is kept, or that is not known
	 */
	public synchronized @Nullable String obstacle() {
		return this.obstacle;
	}

	/**
	 * Says why the result of this call is not kept for replay, unless that is known.
	 * @param why the end of a sentence
	 */
	public synchronized void notKept(String why) {
		this.obstacle = (this.obstacle != null) ? this.obstacle : why;
	}

	/**
	 * Says why this call was not handed over to another process, although it might have
	 * been.
	 * @param why the end of a sentence
	 */
	public void notDispatchable(String why) {
		this.notDispatchable = why;
	}

	public @Nullable String notDispatchable() {
		return this.notDispatchable;
	}

	/**
	 * Notes that an effect which was performed for this call, and so for those around it,
	 * did not happen: its transaction was rolled back.
	 */
	public void undone() {
		for (ActiveStep around = this; around != null; around = around.enclosing) {
			around.undone = true;
		}
	}

	/**
	 * Whether the result of this call is not to be given to others, as it is made of an
	 * effect that did not happen.
	 * @return whether such an effect was performed for it
	 */
	public boolean isUndone() {
		return this.undone;
	}

	/**
	 * Says that the result is recorded as one to be replayed. A stream may tell only
	 * after its last element that the answer was cut off.
	 * @param unless what to do, once, when the call turns out to be tainted after all
	 */
	public void keptForReplay(Runnable unless) {
		synchronized (this) {
			if (!this.tainted) {
				this.correction = unless;
				return;
			}
		}
		unless.run();
	}

	/**
	 * Whether the result of this call must not be replayed: it is made of one that must
	 * not be, or of a failure that the body caught.
	 * @return whether it is tainted
	 */
	public boolean isTainted() {
		tellWhatIsKnown();
		synchronized (this) {
			return this.tainted || !this.failed.isEmpty();
		}
	}

	/**
	 * Notes what a model used that was called in the body of this call, and so within
	 * those around it.
	 * @param more what it used
	 */
	public void spent(Usage more) {
		this.usage.add(new StepUsage(more, Usage.NONE));
		for (ActiveStep around = this.enclosing; around != null; around = around.enclosing) {
			around.usage.add(new StepUsage(Usage.NONE, more));
		}
	}

	/**
	 * Adds something to ask before it is said what models used in this call and whether
	 * its result may be replayed: it may know of an answer that nobody has told yet.
	 * @param tell tells what is known, and whether there is nothing more to come
	 */
	public void askAtEnd(BooleanSupplier tell) {
		this.untold.add(tell);
	}

	private void tellWhatIsKnown() {
		this.untold.removeIf(BooleanSupplier::getAsBoolean);
	}

	/**
	 * What models used in this call.
	 * @return the counter
	 */
	public UsageCounter usage() {
		tellWhatIsKnown();
		return this.usage;
	}

	/**
	 * Whether this call runs within another one, or is it.
	 * @param other the other call
	 * @return {@code true} when the other call can't end before this one
	 */
	public boolean isWithin(ActiveStep other) {
		for (ActiveStep activeStep = this; activeStep != null; activeStep = activeStep.enclosing) {
			if (activeStep == other) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The operations from the outermost call to this one.
	 * @return the chain
	 */
	public Deque<String> chain() {
		Deque<String> chain = new ArrayDeque<>();
		for (ActiveStep activeStep = this; activeStep != null; activeStep = activeStep.enclosing) {
			chain.addFirst(activeStep.operation);
		}
		return chain;
	}

}
