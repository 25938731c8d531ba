package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;

/**
 * Looks behind the proxies of beans that have steps.
 */
final class StepProxies {

	private StepProxies() {
	}

	/**
	 * What a step interceptor calls, behind the proxy of a bean.
	 */
	static Object target(Object bean) {
		Object target = bean;
		while (true) {
			Object next = AopProxyUtils.getSingletonTarget(target);
			boolean own = target instanceof Advised advised && isAdvisedByStep(advised);
			if (next == null) {
				return target;
			}
			target = next;
			if (own) {
				return target;
			}
		}
	}

	private static boolean isAdvisedByStep(Advised advised) {
		for (Advisor advisor : advised.getAdvisors()) {
			if (advisor.getAdvice() instanceof StepInterceptor) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The advisors between a step and its method: those outside of it run for a replay
	 * too.
	 */
	static Collection<Advisor> inside(Object bean, Method method, Class<?> targetClass) {
		List<Advisor> inside = new ArrayList<>();
		Object proxy = bean;
		while (proxy instanceof Advised advised) {
			if (isAdvisedByStep(advised)) {
				boolean found = false;
				for (Advisor advisor : advised.getAdvisors()) {
					if (advisor.getAdvice() instanceof StepInterceptor) {
						found = true;
					}
					else if (found && matches(advisor, method, targetClass)) {
						inside.add(advisor);
					}
				}
				return inside;
			}
			proxy = AopProxyUtils.getSingletonTarget(proxy);
		}
		return inside;
	}

	private static boolean matches(Advisor advisor, Method method, Class<?> targetClass) {
		return !(advisor instanceof PointcutAdvisor pointcut)
				|| pointcut.getPointcut().getMethodMatcher().matches(method, targetClass);
	}

}
