package io.musubito.test;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.mockk.MockKGateway;
import io.mockk.impl.JvmMockKGateway;
import io.musubito.test.Desk.Gateway;
import io.musubito.test.Desk.Letters;
import io.musubito.test.Desk.Model;
import io.musubito.test.Desk.RealGateway;
import io.musubito.test.Desk.RealModel;
import io.musubito.test.Desk.Till;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.easymock.EasyMock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is recorded with mocks of other libraries than Mockito isn't met by the
 * application either.
 */
class OtherMocksTests {

	private static Maker maker = Maker.MOCKK;

	private static Class<? extends Gateway> gateway = Gateway.class;

	private static Class<? extends Model> model = Model.class;

	private Path store;

	@BeforeEach
	void useStore(@TempDir Path directory) {
		this.store = directory.resolve("musubito.db");
		Desk.ASKED.clear();
		Desk.CHARGED.clear();
	}

	static Stream<Arguments> mocks() {
		return Stream.of(Maker.values())
			.flatMap((maker) -> Stream.of(Arguments.of(maker, Gateway.class, Model.class),
					Arguments.of(maker, RealGateway.class, RealModel.class)));
	}

	@ParameterizedTest
	@MethodSource("mocks")
	void theApplicationDoesNotMeetTheAnswerOfAMock(Maker made, Class<? extends Gateway> gatewayType,
			Class<? extends Model> modelType) {
		maker = made;
		gateway = gatewayType;
		model = modelType;
		try (ConfigurableApplicationContext test = start(MockConfiguration.class)) {
			test.getBean(Till.class).charge("anna");
			test.getBean(Letters.class).write("a");
		}
		assertThat(Desk.CHARGED).isEmpty();
		assertThat(Desk.ASKED).isEmpty();
		try (ConfigurableApplicationContext application = start()) {
			assertThat(application.getBean(Letters.class).write("a")).isEqualTo("Dear customer: answer to a");
			assertThat(application.getBean(Till.class).charge("anna")).isEqualTo("charged anna");
		}
		assertThat(Desk.ASKED).containsExactly("a");
		assertThat(Desk.CHARGED).containsExactly("anna");
	}

	private ConfigurableApplicationContext start(Class<?>... more) {
		return new SpringApplicationBuilder(Desk.class).sources(more)
			.web(WebApplicationType.NONE)
			.run("--musubito.store.path=" + this.store);
	}

	static class MockConfiguration {

		@Bean
		@Primary
		Gateway mockedGateway() {
			return maker.make(gateway);
		}

		@Bean
		@Primary
		Model mockedModel() {
			return maker.make(model);
		}

	}

	enum Maker {

		MOCKK {

			@Override
			<T> T make(Class<T> type) {
				MockKGateway.Companion.setImplementation(JvmMockKGateway.Companion.getDefaultImplementationBuilder());
				return MockKGateway.Companion.getImplementation()
					.invoke()
					.getMockFactory()
					.mockk(JvmClassMappingKt.getKotlinClass(type), "mock", true, new KClass<?>[0], true);
			}

		},

		EASY_MOCK {

			@Override
			<T> T make(Class<T> type) {
				T mock = EasyMock.createNiceMock(type);
				EasyMock.replay(mock);
				return mock;
			}

		},

		GENERATED {

			@Override
			<T> T make(Class<T> type) {
				return instantiate(new ByteBuddy().subclass(type)
					.method(ElementMatchers.returns(String.class))
					.intercept(FixedValue.value("MOCKED"))
					.make()
					.load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
					.getLoaded());
			}

		};

		abstract <T> T make(Class<T> type);

		private static <T> T instantiate(Class<? extends T> type) {
			try {
				return type.getDeclaredConstructor().newInstance();
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
