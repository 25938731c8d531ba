package io.musubito.code;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Where the code is that runs when an event is published.
 *
 * @param beanName the name of the bean that listens
 * @param bean where its code is
 * @param method the method that is called; {@code null} when the bean is a lambda
 */
public record ListenerCode(String beanName, BeanCode bean, @Nullable Method method) {

	String describe() {
		return this.beanName + ";" + this.bean.describe() + ";" + this.method;
	}

}
