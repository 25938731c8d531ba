package io.musubito.aop;

import java.util.function.Predicate;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;

/**
 * The place of steps and pipelines among other advice: outside of everything but
 * {@code @Async} and authorization. A replay must not give an answer to somebody who may
 * not ask: authorization goes outside of steps, even where it was inside of retries until
 * now.
 */
final class AdviceOrder {

	/** Where the advice of Spring Security is, which need not be there. */
	private static final String SPRING_SECURITY = "org.springframework.security.";

	private AdviceOrder() {
	}

	static void add(Advised advised, Advisor advisor) {
		moveAuthorizationToFront(advised);
		advised.addAdvisor(indexAfter(advised, (other) -> isAsync(other) || isAuthorization(other)), advisor);
	}

	private static void moveAuthorizationToFront(Advised advised) {
		int front = indexAfter(advised, AdviceOrder::isAsync);
		for (Advisor advisor : advised.getAdvisors()) {
			if (isAuthorization(advisor)) {
				advised.removeAdvisor(advisor);
				advised.addAdvisor(front++, advisor);
			}
		}
	}

	private static int indexAfter(Advised advised, Predicate<Advisor> last) {
		Advisor[] advisors = advised.getAdvisors();
		int index = advisors.length;
		while (index > 0 && !last.test(advisors[index - 1])) {
			index--;
		}
		return index;
	}

	private static boolean isAsync(Advisor advisor) {
		return advisor.getAdvice() instanceof AsyncExecutionInterceptor;
	}

	private static boolean isAuthorization(Advisor advisor) {
		return advisor.getAdvice().getClass().getName().startsWith(SPRING_SECURITY);
	}

}
