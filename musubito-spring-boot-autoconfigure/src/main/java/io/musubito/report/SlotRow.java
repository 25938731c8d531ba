package io.musubito.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The slots of one layer, from top to bottom.
 */
final class SlotRow {

	private final List<Slot> slots;

	private final double gap;

	SlotRow(List<Slot> slots, double gap) {
		this.slots = slots;
		this.gap = gap;
	}

	void stack() {
		double y = 0;
		for (Slot slot : this.slots) {
			slot.y = y;
			y += slot.height + this.gap;
		}
		for (Slot slot : this.slots) {
			slot.y -= y / 2;
		}
	}

	/**
	 * Moves the slots as near to what they wish as their order and the gap allow: those
	 * that would overlap form a block, which goes to the mean of what its slots wish.
	 */
	void settle() {
		List<Block> blocks = new ArrayList<>();
		double offset = 0;
		for (Slot slot : this.slots) {
			Block block = new Block(slot, offset);
			while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).start() >= block.start()) {
				block = blocks.remove(blocks.size() - 1).with(block);
			}
			blocks.add(block);
			offset += slot.height + this.gap;
		}
		double y = 0;
		int next = 0;
		for (Block block : blocks) {
			for (int i = 0; i < block.slots; i++) {
				Slot slot = this.slots.get(next++);
				slot.y = block.start() + y;
				y += slot.height + this.gap;
			}
		}
	}

	/**
	 * Slots that touch.
	 *
	 * @param sum the sum of where each wishes the first slot of the layer to be
	 * @param slots how many there are
	 */
	private record Block(double sum, int slots) {

		Block(Slot slot, double offset) {
			this(slot.wish - slot.height / 2 - offset, 1);
		}

		double start() {
			return this.sum / this.slots;
		}

		Block with(Block other) {
			return new Block(this.sum + other.sum, this.slots + other.slots);
		}

	}

}
