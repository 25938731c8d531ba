package io.musubito.temporal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.testing.Engine;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Beans with steps are called in activities of Temporal: what it tries again replays what
 * was recorded.
 */
@Timeout(120)
class TemporalActivityTests {

	private static final String QUEUE = "reviews";

	@TempDir
	Path directory;

	@Test
	void anActivityThatIsRetriedReplaysItsSteps() {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Application.class);
				TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
			Reviews reviews = context.getBean(Reviews.class);
			Worker worker = temporal.newWorker(QUEUE);
			worker.registerWorkflowImplementationTypes(ReviewWorkflowImplementation.class);
			// Not the bean itself: Temporal looks for its annotations in the class
			worker.registerActivitiesImplementations((ReviewActivity) reviews::review);
			temporal.start();
			ReviewWorkflow workflow = temporal.getWorkflowClient()
				.newWorkflowStub(ReviewWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
			assertThat(workflow.review("a change")).isEqualTo("a change is read and judged");
			assertThat(Steps.EXECUTED).containsExactly("read", "judge", "judge");
			List<RunView> runs = context.getBean(MusubitoRuns.class).recent(10);
			assertThat(runs).extracting(RunView::status).containsExactly(RunStatus.SUCCESS, RunStatus.FAILED);
			assertThat(context.getBean(MusubitoRuns.class).find(runs.get(0).runId()).orElseThrow().steps())
				.extracting(StepView::operation, StepView::outcome)
				.containsExactly(tuple("read", StepOutcome.REPLAYED), tuple("judge", StepOutcome.EXECUTED));
		}
	}

	/**
	 * An activity of Temporal.
	 */
	@ActivityInterface
	public interface ReviewActivity {

		String review(String change);

	}

	/**
	 * A workflow of Temporal.
	 */
	@WorkflowInterface
	public interface ReviewWorkflow {

		@WorkflowMethod
		String review(String change);

	}

	/**
	 * Calls the activity, up to three times.
	 */
	public static class ReviewWorkflowImplementation implements ReviewWorkflow {

		private final ReviewActivity activity = Workflow.newActivityStub(ReviewActivity.class,
				ActivityOptions.newBuilder()
					.setStartToCloseTimeout(Duration.ofMinutes(1))
					.setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
					.build());

		@Override
		public String review(String change) {
			return this.activity.review(change);
		}

	}

	static class Steps {

		static final List<String> EXECUTED = Collections.synchronizedList(new ArrayList<>());

		@MusubitoStep(name = "read")
		String read(String change) {
			EXECUTED.add("read");
			return change + " is read";
		}

		@MusubitoStep(name = "judge")
		String judge(String text) {
			EXECUTED.add("judge");
			if (Collections.frequency(EXECUTED, "judge") == 1) {
				throw new IllegalStateException("The model is not available");
			}
			return text + " and judged";
		}

	}

	static class Reviews {

		private final Steps steps;

		Reviews(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("review")
		String review(String change) {
			return this.steps.judge(this.steps.read(change));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Reviews reviews(Steps steps) {
			return new Reviews(steps);
		}

	}

}
