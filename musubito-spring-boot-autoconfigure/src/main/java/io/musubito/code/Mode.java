package io.musubito.code;

import java.util.Map;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * When code runs. A method that is reached in several ways is followed in each of them,
 * as far as a later one in this order tells more.
 */
enum Mode {

	/** Before any call of the step: constructors of beans, methods that set them up. */
	PREPARING,

	/** In a call of the step, on an object that the call has created. */
	FRESH,

	/** In a call of the step. */
	RUNNING;

	/**
	 * When a method runs that code calls which runs now.
	 * @param receiver where the object comes from that the method is called on
	 */
	Mode of(Origin receiver) {
		if (this == PREPARING || receiver == Origin.FRESH) {
			return (this == PREPARING) ? PREPARING : FRESH;
		}
		return (receiver == Origin.THIS) ? this : RUNNING;
	}

	/**
	 * Notes that something is reached.
	 * @return whether it was not reached like this, or later, before
	 */
	static <K> boolean isNews(Map<K, Mode> known, K key, Mode mode) {
		Mode before = known.get(key);
		if (before != null && before.compareTo(mode) >= 0) {
			return false;
		}
		known.put(key, mode);
		return true;
	}

	/**
	 * When a method may run that anybody may call. A setter is there for those who set an
	 * object up; what it sets counts by value.
	 */
	static Mode whenever(MethodNode method) {
		if (FrameworkCalls.isPreparing(method)) {
			return PREPARING;
		}
		boolean setter = method.name.startsWith("set") && Type.getArgumentTypes(method.desc).length == 1;
		return (setter) ? FRESH : RUNNING;
	}

}
