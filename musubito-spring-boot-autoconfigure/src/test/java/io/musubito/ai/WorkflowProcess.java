package io.musubito.ai;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.musubito.testing.SourceApplication;

import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

/**
 * Starts an application with workflows and runs them, in this process or in one of its
 * own.
 */
public final class WorkflowProcess {

	static final List<String> ALL = List.of("chain", "routing", "parallel", "orchestrator", "evaluator", "local");

	private WorkflowProcess() {
	}

	public static void main(String[] args) throws Exception {
		run(new SourceApplication(Path.of(args[0])), Path.of(args[1]), ALL, "app.url=" + args[2])
			.forEach((answer) -> System.out.println("answer " + answer));
		// The threads of the client of OpenAI would keep the process for a minute
		System.exit(0);
	}

	static List<String> run(SourceApplication application, Path classes, List<String> workflows, String... properties)
			throws Exception {
		return application.run(classes, "com.acme.Main", (context) -> {
			List<String> answers = new ArrayList<>();
			for (String workflow : workflows) {
				answers.add((String) context.getClassLoader()
					.loadClass("com.acme.Main")
					.getMethod("run", ApplicationContext.class, String.class)
					.invoke(null, context, workflow));
			}
			return answers;
		}, StringUtils.addStringToArray(properties, "musubito.fingerprint.packages=com.acme"));
	}

}
