package com.acme

import org.springframework.stereotype.Component
import java.util.function.UnaryOperator
import kotlin.properties.Delegates
import kotlin.properties.ReadOnlyProperty
import kotlin.reflect.KProperty

interface Rule {
    fun apply(text: String): String = text + "m-interface default"
}

class Plain : Rule

class Delegating(rule: Rule) : Rule by rule

class Marked(private val mark: String) : ReadOnlyProperty<Any, String> {
    override fun getValue(thisRef: Any, property: KProperty<*>) = mark + "m-property delegate"
}

class Holder {
    companion object {
        const val CONSTANT = "m-companion constant"
        @JvmStatic fun jvmStatic() = "m-companion static"
        val computed: String get() = "m-companion property"
    }
    val marked by Marked("m-delegate argument")
    var observed: String by Delegates.observable("m-observable") { _, _, _ -> }
    val custom: String get() = "m-custom getter"
    lateinit var late: String
    init { late = "m-init block" }
    operator fun plus(text: String) = text + "m-operator"
    operator fun component1() = "m-destructured"
    infix fun joined(text: String) = text + "m-infix"
    @JvmOverloads fun overloaded(text: String, end: String = "m-overload default") = text + end
}

@JvmInline
value class Name(val text: String) {
    fun shown() = text + "m-value class"
}

enum class Step {
    FIRST { override fun text() = "m-enum body" },
    SECOND { override fun text() = "m-other enum body" };
    abstract fun text(): String
}

@Component
open class Writer(private val unused: String) {
    open fun draft(text: String, shape: Shape): String {
        val holder = Holder()
        val (destructured) = holder
        val converter = UnaryOperator<String> { it + "m-fun interface" }
        return text.decorated() + topLevel(text) + CONSTANT + computed + Holder.CONSTANT + Holder.jvmStatic() + Holder.computed +
            holder.marked + holder.observed + holder.custom + holder.late + (holder + text) + destructured +
            (holder joined text) + holder.overloaded(text) + Name(text).shown() + Step.FIRST.text() + Singleton.text() +
            Data.text + name(shape) + Delegating(Plain()).apply(text) + converter.apply(text) + reified<String>() +
            sequence { yield("m-sequence") }.first() + text.let { it + "m-scope function" } + withDefault() +
            runCatching { text }.getOrElse { "m-recovery" } + repeated { "m-crossinline" }
    }
}
