package io.musubito.lineage;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets the lineage context follow the work to other threads by Micrometer context
 * propagation.
 */
public final class LineageThreadLocalAccessor implements ThreadLocalAccessor<LineageContext> {

	/**
	 * The key in the context registry and in Reactor contexts.
	 */
	public static final String KEY = "musubito.lineage";

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable LineageContext getValue() {
		LineageContext context = Lineage.current();
		return context.equals(LineageContext.empty()) ? null : context;
	}

	@Override
	public void setValue(LineageContext context) {
		Lineage.set(context);
	}

	@Override
	public void setValue() {
		Lineage.set(LineageContext.empty());
	}

}
