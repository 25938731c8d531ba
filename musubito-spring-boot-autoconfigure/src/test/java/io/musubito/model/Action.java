package io.musubito.model;

import java.time.Duration;
import java.util.List;

/**
 * What happens in a sequence. A number is taken modulo what there is when it happens, so
 * that a sequence means something also when parts of it are left out.
 */
sealed interface Action {

	record Perform(List<Call> program) implements Action {

	}

	record PerformOutsideRuns(List<Call> program) implements Action {

	}

	record ChangeAnswer(Op op, int input, int revision) implements Action {

	}

	record ChangeFailing(Op op, boolean fails, boolean refuses) implements Action {

	}

	record MoveClock(Duration by) implements Action {

	}

	record Deploy(Release release) implements Action {

	}

	record ChangeTenant(int number) implements Action {

	}

	record ChangeBodyVersion(int number) implements Action {

	}

	record Invalidate(int node) implements Action {

	}

	record Restart() implements Action {

	}

	record Resume(int run) implements Action {

	}

	record ResumeFrom(int run, int step) implements Action {

	}

	record Plan(int run) implements Action {

	}

	record Resolve(int effect, boolean happened) implements Action {

	}

}
