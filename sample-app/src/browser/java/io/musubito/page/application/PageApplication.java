package io.musubito.page.application;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.musubito.sample.SampleApplication;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The sample application and beside it what it has no reason to have: effects, runs that
 * wait, results that attack the page, and many of them.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class PageApplication {

	public static void main(String[] arguments) {
		new SpringApplication(SampleApplication.class, PageApplication.class).run(arguments);
	}

	/**
	 * Lets the application run in the past, so that the page has something to tell of
	 * yesterday.
	 * @param ago how long ago
	 * @return a clock that is so much behind
	 */
	@Bean
	@ConditionalOnProperty("page.ago")
	Clock past(@Value("${page.ago}") Duration ago) {
		return Clock.offset(Clock.systemUTC(), ago.negated());
	}

	/**
	 * What items of a held survey wait for.
	 * @return a semaphore that lets none go
	 */
	@Bean
	Semaphore letGo() {
		return new Semaphore(0);
	}

}
