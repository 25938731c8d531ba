package io.musubito.hostile;

/**
 * Notes it when it is initialised, made or written to.
 */
public class ArmedClass {

	static final String PROPERTY = "musubito.test.armed";

	static {
		System.setProperty(PROPERTY, "initialised");
	}

	private String command = "";

	public ArmedClass() {
		System.setProperty(PROPERTY, "made");
	}

	public ArmedClass(String command) {
		this();
		setCommand(command);
	}

	public String getCommand() {
		return this.command;
	}

	public final void setCommand(String command) {
		System.setProperty(PROPERTY, "commanded");
		this.command = command;
	}

}
