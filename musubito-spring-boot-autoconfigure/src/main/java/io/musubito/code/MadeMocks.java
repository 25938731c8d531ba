package io.musubito.code;

/**
 * Objects of classes that were made at run time, by whatever library. In an application
 * persistence and remoting make such classes, too, so that this is for tests.
 */
final class MadeMocks implements MockLibrary {

	private final ClassValue<Boolean> known = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return MadeClasses.isMade(type);
		}

	};

	@Override
	public boolean isMock(Object object) {
		return this.known.get(object.getClass());
	}

}
