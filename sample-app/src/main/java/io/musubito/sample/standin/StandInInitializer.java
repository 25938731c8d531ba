package io.musubito.sample.standin;

import java.net.URI;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Points the OpenAI client at a stand-in when there is no key for a real model: at the
 * one of {@code sample.stand-in.address}, else at a new one that lives as long as the
 * application context.
 */
public final class StandInInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final Log logger = LogFactory.getLog(StandInInitializer.class);

	@Override
	public void initialize(GenericApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (!isNeeded(environment)) {
			return;
		}
		String running = environment.getProperty("sample.stand-in.address");
		URI address = StringUtils.hasText(running) ? URI.create(running) : start(context);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("stand-in",
					Map.of("spring.ai.openai.base-url", address + "/v1", "spring.ai.openai.api-key", "stand-in")));
		logger.info("No OPENAI_API_KEY is set: a stand-in at " + address
				+ " answers in place of a model. Its answers are excerpts of the prompt and lines that match a pattern.");
	}

	/**
	 * Whether there is no key for a real model.
	 * @param environment where the key would be
	 * @return whether a stand-in is needed
	 */
	public static boolean isNeeded(Environment environment) {
		return !StringUtils.hasText(environment.getProperty("OPENAI_API_KEY"))
				&& !StringUtils.hasText(environment.getProperty("spring.ai.openai.api-key"));
	}

	private static URI start(GenericApplicationContext context) {
		StandIn standIn = StandIn.start(Latency.of(context.getEnvironment()));
		context.registerBean(StandIn.class, () -> standIn);
		return standIn.address();
	}

}
