package io.musubito.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/**
 * Gives each context of a test a store of its own, so that nothing that a test records is
 * ever met by the application. A test that is to have another one names it itself:
 * {@code musubito.store.path} in {@code @TestPropertySource}, in the properties or the
 * arguments of {@code @SpringBootTest}, in a {@code @DynamicPropertySource}, or in the
 * file of a profile that it activates by {@code @ActiveProfiles}.
 */
final class TestStoreContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		return new TestStoreContextCustomizer();
	}

}
