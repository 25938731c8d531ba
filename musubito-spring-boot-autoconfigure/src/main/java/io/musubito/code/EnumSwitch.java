package io.musubito.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A switch over the constants of an enum. The compiler numbers the constants in a class
 * of its own ({@code $SwitchMap$…}, in Kotlin {@code $EnumSwitchMapping$…}), in the order
 * in which all switches of the class name them; here the switch gets the names of its
 * constants back.
 */
final class EnumSwitch {

	private static final String KOTLIN = "$EnumSwitchMapping$";

	private final Map<Integer, String> constants;

	private EnumSwitch(Map<Integer, String> constants) {
		this.constants = constants;
	}

	/**
	 * Tells whether a field is the numbering of an enum.
	 * @return the switch, {@code null} when it is another field
	 */
	static @Nullable EnumSwitch find(ClassFiles files, FieldInsnNode field) {
		if (field.getOpcode() != Opcodes.GETSTATIC || !isMapping(field) || !files.isApplication(field.owner)) {
			return null;
		}
		MethodNode initialiser = files.get(field.owner).method("<clinit>", "()V");
		return (initialiser != null) ? new EnumSwitch(constants(initialiser, field.name)) : null;
	}

	/**
	 * The cases by the names of their constants, without those that only fill the holes
	 * of a table.
	 */
	SortedMap<String, LabelNode> cases(List<Integer> keys, List<LabelNode> targets, LabelNode otherwise) {
		SortedMap<String, LabelNode> cases = new TreeMap<>();
		for (int i = 0; i < keys.size(); i++) {
			if (targets.get(i) != otherwise) {
				cases.put(this.constants.getOrDefault(keys.get(i), keys.get(i).toString()), targets.get(i));
			}
		}
		return cases;
	}

	/**
	 * The name of a constant by its number, as of the only case.
	 */
	String constant(AbstractInsnNode number) {
		return this.constants.getOrDefault(intValue(number), "");
	}

	private static boolean isMapping(FieldInsnNode field) {
		return field.name.startsWith("$SwitchMap$") || field.name.startsWith(KOTLIN);
	}

	/**
	 * Reads {@code $SwitchMap$…[Level.HIGH.ordinal()] = 1}. In Kotlin the array is
	 * assigned to the field when it is filled.
	 */
	private static Map<Integer, String> constants(MethodNode initialiser, String map) {
		Map<Integer, String> constants = new HashMap<>();
		boolean ours = false;
		String constant = "";
		for (AbstractInsnNode instruction : initialiser.instructions) {
			if (instruction instanceof FieldInsnNode field && isMapping(field)) {
				if (field.name.equals(map) && map.startsWith(KOTLIN)) {
					return constants;
				}
				if (map.startsWith(KOTLIN)) {
					constants.clear();
				}
				ours = field.name.equals(map);
			}
			else if (instruction instanceof FieldInsnNode field) {
				constant = field.owner + "." + field.name;
			}
			else if ((ours || map.startsWith(KOTLIN)) && instruction.getOpcode() == Opcodes.IASTORE) {
				constants.put(intValue(instruction.getPrevious()), constant);
			}
		}
		return constants;
	}

	private static int intValue(AbstractInsnNode instruction) {
		return (instruction instanceof IntInsnNode operand) ? operand.operand
				: instruction.getOpcode() - Opcodes.ICONST_0;
	}

}
