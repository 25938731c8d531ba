package io.musubito.aop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import io.musubito.execution.StoredCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Calls step methods on their beans, through the proxies of these.
 */
final class StepCalls implements StoredCalls {

	private final BeanFactory beanFactory;

	private final StepMethods methods;

	StepCalls(BeanFactory beanFactory, StepMethods methods) {
		this.beanFactory = beanFactory;
		this.methods = methods;
	}

	@Override
	public boolean call(String operation, String stored) throws Throwable {
		BeanMethod owner = this.methods.find(operation);
		@Nullable Object[] arguments = (owner != null) ? this.methods.get(owner).stored().decode(stored) : null;
		if (owner == null || arguments == null) {
			return false;
		}
		Object bean = this.beanFactory.getBean(owner.originalBeanName());
		Method method = AopUtils.selectInvocableMethod(owner.method(), bean.getClass());
		ReflectionUtils.makeAccessible(method);
		try {
			method.invoke(bean, arguments);
			return true;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
