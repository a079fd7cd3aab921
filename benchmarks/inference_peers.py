"""The exact posterior of every cause, ours beside two Bayesian network libraries, same network, same answers, same run.

A library cannot hold a noisy-OR of 130 causes as one table, so each positive finding becomes a chain of two-valued
"already explained?" nodes (one table of eight numbers a link), which is exact. Absent findings are folded into the
chances of their causes beforehand, which is exact too and a gift: a library would need a node for each. "As written"
gives pyAgrum its own noisy-OR nodes instead, for the findings but without the complaint; it gets a minute and 6 GB.

Ours is timed twice: the posterior alone, and a whole interview step (triage, posterior, next question).
Run: ``python -m benchmarks.inference_peers`` after ``pip install backstride[bench]``.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from backstride.assess import step
from backstride.causes import Inference, infer
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from benchmarks.interview_step import NOW, best_of_three, sampled_case

Floats = NDArray[np.float64]

PEER_CASES = 4
OUR_CASES = 60
LONGEST_S = 60
MOST_MEMORY_BYTES = 6 * 2**30


def folded_chances(inference: Inference) -> Floats:
    """Give each cause's chance once all absent findings are taken in, (causes,)."""
    survive = np.log1p(-inference.network.weight[:, inference.evidence.absent]).sum(1)
    odds = inference.prior / (1 - inference.prior) * np.exp(survive)
    chance: Floats = odds / (1 + odds)
    return chance


def chained(inference: Inference) -> tuple[Floats, list[tuple[float, list[tuple[int, float]]]]]:
    """Give the causes' chances, and for each positive its leak and its (cause, weight) links."""
    network = inference.network
    links = [
        (float(network.leak[column]), [(int(row), float(network.weight[row, column])) for row in rows])
        for column in inference.evidence.carried
        for rows in [np.flatnonzero(network.weight[:, column] > 0).tolist()]
    ]
    return folded_chances(inference), links


def by_pyagrum(inference: Inference) -> Floats:
    """Ask pyAgrum's lazy propagation on the chains."""
    import pyagrum

    chance, positives = chained(inference)
    net = pyagrum.BayesNet()
    for row, value in enumerate(chance.tolist()):
        net.add(pyagrum.LabelizedVariable(f"c{row}", "", 2))
        net.cpt(f"c{row}").fillWith([1 - value, value])
    evidence: dict[str, int] = {}
    for place, (leak, links) in enumerate(positives):
        last = f"f{place}_0"
        net.add(pyagrum.LabelizedVariable(last, "", 2))
        net.cpt(last).fillWith([1 - leak, leak])
        for turn, (row, weight) in enumerate(links, start=1):
            name = f"f{place}_{turn}"
            net.add(pyagrum.LabelizedVariable(name, "", 2))
            net.addArc(last, name)
            net.addArc(f"c{row}", name)
            for before in (0, 1):
                for active in (0, 1):
                    on = 1.0 if before else weight * active
                    net.cpt(name)[{last: before, f"c{row}": active}] = [1 - on, on]
            last = name
        evidence[last] = 1
    engine = pyagrum.LazyPropagation(net)
    engine.setEvidence(evidence)
    engine.makeInference()
    return np.array([engine.posterior(f"c{row}")[1] for row in range(len(chance))])


def by_pyagrum_as_written(inference: Inference) -> Floats:
    """Ask pyAgrum with its own noisy-OR nodes, for every finding but the complaint."""
    import pyagrum

    network, evidence = inference.network, inference.evidence
    net = pyagrum.BayesNet()
    for row, value in enumerate(inference.prior.tolist()):
        net.add(pyagrum.LabelizedVariable(f"c{row}", "", 2))
        net.cpt(f"c{row}").fillWith([1 - value, value])
    seen = dict.fromkeys(evidence.carried[:-1], 1) | dict.fromkeys(np.flatnonzero(evidence.absent).tolist(), 0)
    for column in seen:
        net.addNoisyORNet(pyagrum.LabelizedVariable(f"f{column}", "", 2), float(network.leak[column]))
        for row in np.flatnonzero(network.weight[:, column] > 0).tolist():
            net.addWeightedArc(f"c{row}", f"f{column}", float(network.weight[row, column]))
    engine = pyagrum.LazyPropagation(net)
    engine.setEvidence({f"f{column}": state for column, state in seen.items()})
    engine.makeInference()
    return np.array([engine.posterior(f"c{row}")[1] for row in range(len(network.causes))])


def by_pgmpy(inference: Inference) -> Floats:
    """Ask pgmpy: variable elimination on the chains, one marginal at a time, for the first five causes only."""
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

    chance, positives = chained(inference)
    net = DiscreteBayesianNetwork()
    net.add_nodes_from([f"c{row}" for row in range(len(chance))])
    tables = [TabularCPD(f"c{row}", 2, [[1 - value], [value]]) for row, value in enumerate(chance.tolist())]
    evidence: dict[str, int] = {}
    for place, (leak, links) in enumerate(positives):
        last = f"f{place}_0"
        net.add_node(last)
        tables.append(TabularCPD(last, 2, [[1 - leak], [leak]]))
        for turn, (row, weight) in enumerate(links, start=1):
            name = f"f{place}_{turn}"
            net.add_edges_from([(last, name), (f"c{row}", name)])
            off = [1.0, 1 - weight, 0.0, 0.0]
            tables.append(TabularCPD(name, 2, [off, [1 - one for one in off]], [last, f"c{row}"], [2, 2]))
            last = name
        evidence[last] = 1
    net.add_cpds(*tables)
    engine = VariableElimination(net)
    found = np.full(len(chance), np.nan)
    for row in np.argsort(-inference.probability)[:5].tolist():
        found[row] = engine.query([f"c{row}"], evidence=evidence, show_progress=False).values[1]
    return found


Peer = Callable[[Inference], Floats]
PEERS: dict[str, tuple[str, Peer]] = {
    "pyAgrum, chains": ("pyagrum", by_pyagrum),
    "pyAgrum, as written": ("pyagrum", by_pyagrum_as_written),
    "pgmpy, chains, 5 causes": ("pgmpy", by_pgmpy),
}


def _in_child(peer: Peer, inference: Inference, answer: multiprocessing.queues.Queue[object]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    start = time.perf_counter()
    try:
        found = peer(inference)
    except (MemoryError, RuntimeError) as error:
        answer.put(f"{type(error).__name__} {str(error)[:40]}")
        return
    answer.put((time.perf_counter() - start, float(np.nanmax(np.abs(found - inference.probability)))))


def limited(peer: Peer, inference: Inference) -> tuple[float, float] | str:
    """Run a peer in a process of its own, with limits; give seconds and largest difference, or what went wrong."""
    context = multiprocessing.get_context("fork")
    answer = context.Queue()
    child = context.Process(target=_in_child, args=(peer, inference, answer))
    child.start()
    child.join(LONGEST_S)
    if child.is_alive():
        child.kill()
        child.join()
        return f"no answer in {LONGEST_S} s"
    return answer.get(timeout=1) if not answer.empty() else "out of memory"


def main() -> None:
    """Print the table."""
    warnings.filterwarnings("ignore", module="pgmpy")
    knowledge = load_knowledge()
    for positives in (4, 8, 15):
        rng = np.random.default_rng(1)
        cases = [sampled_case(knowledge, positives, rng) for _ in range(OUR_CASES)]
        step(cases[0], knowledge, NOW)
        steps, alone, inferences = [], [], []
        for case in cases:
            facts = case_facts(case, knowledge).facts
            start = time.thread_time()
            inferences.append(infer(facts, knowledge))
            alone.append(1e3 * (time.thread_time() - start))
            steps.append(best_of_three(case, knowledge)[0])
        widths = [one.plan.width for one in inferences]
        print(f"{positives} positives, width {np.median(widths):.0f} (most {max(widths)})")
        for name, times in (("ours, posterior", alone), ("ours, whole step", steps)):
            median, p99 = np.percentile(times, [50, 99])
            print(f"  {name:24s} {median:9.1f} ms median {p99:9.1f} ms p99")
        for name, (module, peer) in PEERS.items():
            if find_spec(module) is None:
                print(f"  {name:24s} not installed")
                continue
            results = [limited(peer, inference) for inference in inferences[:PEER_CASES]]
            times = [1e3 * one[0] for one in results if not isinstance(one, str)]
            wrong = sorted({one for one in results if isinstance(one, str)})
            apart = max((one[1] for one in results if not isinstance(one, str)), default=float("nan"))
            took = f"{np.median(times):9.1f} ms median, {max(times):9.1f} most, apart {apart:.0e}" if times else ""
            print(f"  {name:24s} {took} {'; '.join(wrong)}")


if __name__ == "__main__":
    main()
