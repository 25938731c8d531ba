package io.musubito.ai;

import io.musubito.code.Mocks;
import io.musubito.state.Lambdas;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatModel;

/**
 * Which chat model is asked. Where a library's model sends its requests is no part of it.
 *
 * @param type its class
 * @param bean the name of the bean that it is; {@code null} when it is none
 * @param behaviour what it does; {@code null} when its class is a library's, which does
 * what the options say
 */
record ModelIdentity(String type, @Nullable String bean, @Nullable Behaviour behaviour) {

	static ModelIdentity of(ChatModel model, Behaviours behaviours, CodeQuestions questions) {
		Class<?> type = Mocks.targetClass(model);
		return new ModelIdentity(
				(Lambdas.isLambda(type)) ? "lambda of " + Lambdas.host(type).getName() : type.getName(),
				behaviours.findBean(model), behaviours.isApplication(type) ? behaviours.of(model, questions) : null);
	}

}
