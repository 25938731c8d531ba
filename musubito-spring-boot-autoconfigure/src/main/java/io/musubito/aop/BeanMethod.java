package io.musubito.aop;

import java.lang.reflect.Method;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;

/**
 * An annotated method of a bean.
 *
 * @param beanName the bean
 * @param method the method
 */
record BeanMethod(String beanName, Method method) {

	/**
	 * Whether this is what was known of the other before its bean was created: the method
	 * as the declared type of the bean has it.
	 */
	boolean isDeclarationOf(BeanMethod other, Class<?> owner) {
		return this.beanName.equals(other.beanName)
				&& AopUtils.getMostSpecificMethod(this.method, owner).equals(other.method);
	}

	String originalBeanName() {
		return ScopedProxyUtils.isScopedTarget(this.beanName) ? ScopedProxyUtils.getOriginalBeanName(this.beanName)
				: this.beanName;
	}

	@Override
	public String toString() {
		return "method " + this.method.getName() + " of bean '" + originalBeanName() + "'";
	}

}
