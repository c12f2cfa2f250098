"Everything that varies is in settings.ini; this only hands it to setuptools."
import re
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup

config = ConfigParser(delimiters=["="])
config.read("settings.ini", encoding="utf-8")
cfg = config["DEFAULT"]
extras = {  # `adapters`: whose models `lost_latent.models.adapters` is tested with
    name: cfg[f"{name}_requirements"].split() for name in ("adapters", "sweep", "tensorboard", "mlflow", "docs", "dev")}
extras["dev"] += extras["sweep"] + extras["tensorboard"] + extras["docs"]


def readme():
    "The README for readers who are not in the repository: its links lead there"
    blob, raw = f"{cfg['git_url']}/blob/{cfg['branch']}/", f"{cfg['git_url']}/raw/{cfg['branch']}/"
    text = re.sub(r"(!\[[^]]*\]\()(?=nbs/)", rf"\1{raw}", Path("README.md").read_text(encoding="utf-8"))
    return re.sub(r"(\]\()(?=nbs/)", rf"\1{blob}", text)


setup(
    name=cfg["lib_name"],
    version=cfg["version"],
    description=cfg["description"],
    long_description=readme(),
    long_description_content_type="text/markdown",
    keywords=cfg["keywords"],
    author=cfg["author"],
    author_email=cfg["author_email"],
    url=cfg["git_url"],
    project_urls={
        "Documentation": cfg["doc_host"] + cfg["doc_baseurl"],
        "Source": cfg["git_url"],
        "Issues": cfg["git_url"] + "/issues",
        "Changes": f"{cfg['git_url']}/blob/{cfg['branch']}/CHANGELOG.md",
        "Paper": "https://arxiv.org/abs/2204.02283",
    },
    license="Apache-2.0",
    license_files=["LICENSE"],
    classifiers=[
        "Development Status :: 3 - Alpha",
        f"Intended Audience :: {cfg['audience']}",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        *(f"Programming Language :: Python :: 3.{minor}" for minor in range(11, 15)),
        "Topic :: Scientific/Engineering :: Artificial Intelligence",
        "Topic :: Scientific/Engineering :: Image Recognition",
    ],
    packages=find_packages(include=[cfg["lib_path"], cfg["lib_path"] + ".*"]),
    python_requires=">=" + cfg["min_python"],
    install_requires=cfg["requirements"].split(),
    extras_require=extras,
    entry_points={
        "console_scripts": cfg["console_scripts"].split(),
        "nbdev": [f"{cfg['lib_path']}={cfg['lib_path']}._modidx:d"],
    },
    zip_safe=False,
)
