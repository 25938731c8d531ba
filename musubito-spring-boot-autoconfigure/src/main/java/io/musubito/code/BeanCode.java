package io.musubito.code;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

import org.springframework.util.ClassUtils;

/**
 * Where the code of a bean is.
 *
 * @param type the class of the bean behind its proxies
 * @param factoryMethod the method that creates it; {@code null} when a constructor does
 * @param supplier the class in which the supplier is written that creates it;
 * {@code null} when none does
 */
public record BeanCode(Class<?> type, @Nullable Method factoryMethod, @Nullable Class<?> supplier) {

	/**
	 * A bean that no supplier creates.
	 * @param type the class of the bean behind its proxies
	 * @param factoryMethod the method that creates it; {@code null} when a constructor
	 * does
	 */
	public BeanCode(Class<?> type, @Nullable Method factoryMethod) {
		this(type, factoryMethod, null);
	}

	/**
	 * The same bean with the class that was written in place of one that was generated.
	 */
	BeanCode written() {
		return new BeanCode(ClassUtils.getUserClass(this.type), this.factoryMethod, this.supplier);
	}

	/**
	 * All that a fingerprint depends on of this bean, beside the content of class files
	 * and the beans that are injected into it. Classes of lambdas and proxies have
	 * another name in each process, and no class file. No name has a semicolon (JVMS
	 * 4.2.2).
	 */
	String describe() {
		Class<?> own = ClassUtils.getUserClass(this.type);
		boolean made = own.isHidden() || Proxy.isProxyClass(own);
		StringBuilder text = new StringBuilder((made) ? ";" : own.getName());
		if (this.factoryMethod != null) {
			text.append(Modifier.isStatic(this.factoryMethod.getModifiers()) ? ";static " : ";")
				.append(this.factoryMethod.getDeclaringClass().getName())
				.append(';')
				.append(this.factoryMethod.getName())
				.append(Type.getMethodDescriptor(this.factoryMethod));
		}
		if (this.supplier != null) {
			text.append(";supplied by ").append(this.supplier.getName());
		}
		return text.toString();
	}

}
